"""The full-screen counter: screens ask the domain and paint the answer."""
