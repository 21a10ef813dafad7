// Placeholder until the archive lands.
