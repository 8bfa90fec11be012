/**
 * Called each time that a guest has signed in to an account, by whatever means, with the names of both: the one place for
 * what becomes of the guest's things. Answers what the shopper should be told of it.
 */
export async function onSignIn(_guest: string, _account: string): Promise<string | undefined> {
  return undefined
}
