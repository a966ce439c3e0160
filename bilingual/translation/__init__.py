"""Translation: the protocol, Argos packages, the engine that runs them, and the translation memory."""
