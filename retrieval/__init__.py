"""Chunking, embedding, the vector store, lexical search, fusion."""
