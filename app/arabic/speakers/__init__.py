"""Who is speaking: phrases that name somebody, and whom a mention leads to."""
