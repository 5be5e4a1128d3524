"""What listens to Slack: each checks, makes a job or a call, hands it on and acknowledges."""
