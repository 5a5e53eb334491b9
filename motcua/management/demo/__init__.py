"""The demo province: people with generated names, dossiers brought in through the door."""
