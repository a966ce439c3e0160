"""What `bilingual` is made of here, where it keeps its files, what is wrong with either and what to do about it."""
