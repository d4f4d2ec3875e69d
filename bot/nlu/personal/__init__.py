"""Personal data: how names, numbers and addresses are found."""
