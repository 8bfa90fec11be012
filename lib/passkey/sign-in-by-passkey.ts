import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { onSignIn } from '../account/on-sign-in'
import { beginSession } from '../account/session'
import type { SignedIn } from '../account/sign-in'
import { type Asked, ask, challengeOf, credentialIn, type Place, unlessThrown, webAuthn } from './ceremony'
import { CredentialId, credentialIdOf, type Passkey } from './passkey'
import { findPasskey, notePasskeyUse } from './store'

/** Asks a browser for any passkey of this shop. It is asked the same of everybody: no account is named. */
export async function askWhoItIs({ hostname }: Place): Promise<Asked> {
  const { generateAuthenticationOptions } = await webAuthn()
  return ask('sign-in', await generateAuthenticationOptions({ rpID: hostname, userVerification: 'required' }))
}

type Answer = { token: string; response: string; guest?: string | undefined; agent: string }

/** Begins a session of the account whose passkey a browser has used. */
export async function signInByPasskey(given: Answer, place: Place): Promise<SignedIn> {
  const passkey = await usedPasskey(given, place)
  const begun = passkey && (await beginSession(passkey.userName, given.agent))
  if (!begun) return { ok: false, reason: 'wrong' }
  const { userName } = passkey
  const message = given.guest === undefined ? undefined : await onSignIn(given.guest, userName)
  return { ok: true, userName, ...begun, message }
}

async function usedPasskey({ token, response }: Answer, { origin, hostname }: Place) {
  const expectedChallenge = await challengeOf('sign-in', token)
  const answer = credentialIn<AuthenticationResponseJSON>(response)
  if (!expectedChallenge || !answer || !CredentialId.safeParse(answer.id).success) return undefined
  const passkey = await findPasskey(answer.id)
  if (!passkey) return undefined
  const { verifyAuthenticationResponse } = await webAuthn()
  const verified = await unlessThrown(
    verifyAuthenticationResponse({
      ...{ response: answer, expectedChallenge, expectedOrigin: origin, expectedRPID: hostname },
      credential: credentialOf(passkey),
    }),
  )
  if (!verified?.verified) return undefined
  return (await notePasskeyUse(passkey, verified.authenticationInfo.newCounter)) ? passkey : undefined
}

const credentialOf = (passkey: Passkey) => ({
  id: credentialIdOf(passkey),
  publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
  counter: passkey.counter,
})
