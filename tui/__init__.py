"""The counter's screens: they ask the domain and paint the answer. Knows no storage and no device."""
