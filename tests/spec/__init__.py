"""Rules and indicators with drawn tables, readable for a policy adviser."""
