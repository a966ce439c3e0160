"""The formats that readers keep their own glossaries in, recognised by what a file holds.

| format | read | written | what it is |
|---|---|---|---|
| `csv` | yes | yes | this project's own, every column: see `data/README.md` |
| `pairs-csv`, `pairs-tsv` | yes | yes | source and target term, as DeepL and Google take them |
| `omegat` | yes | yes | term, translation and comment, parted by tabs |
| `tbx` | yes | yes | TBX-Basic of ISO 30042:2019; both its styles (DCA, DCT) are read |
| `tbx-v2` | yes | yes | TBX-Basic of 2008 (`martif`), which many tools still want |

`tables` reads and writes pairs, `tbx` and `tbxwriting` TBX; `simple` says what is guessed of terms that come
without grammar; `glossaries` puts them together.
"""
