"""The Streamlit screens."""
