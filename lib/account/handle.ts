/** What stands for an e-mail address, however it is written, as a way to sign in. */
export const handleOfEmail = (email: string) => `email#${email.normalize('NFKC').toLowerCase()}`
