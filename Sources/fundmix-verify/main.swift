print("fundmix-verify")
