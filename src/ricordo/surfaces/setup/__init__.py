"""The installer: writes Ricordo into the configuration of agents' clients, and takes it out again to the byte."""
