"""How the window looks: colours by meaning, light and dark, the font and the icons."""
