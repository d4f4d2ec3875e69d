"""SMS and WhatsApp through Twilio: signed webhooks in, its Messages API out."""
