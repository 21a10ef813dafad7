print("fundmix")
