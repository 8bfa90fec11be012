import { listHandles } from '../account/store'
import { credentialIdOf, isPasskey } from './passkey'
import { findPasskey } from './store'

/** The passkeys of an account, oldest first. */
export async function listPasskeys(userName: string) {
  const handles = await listHandles(userName)
  const passkeys = await Promise.all(
    handles.filter(isPasskey).map((handle) => findPasskey(credentialIdOf({ handle }))),
  )
  return passkeys
    .filter((passkey) => passkey !== undefined)
    .filter((passkey) => passkey.userName === userName)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
}
