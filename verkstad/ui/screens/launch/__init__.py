"""The launch inside the organisation: audiences, activities, messages, what is understood and used."""
