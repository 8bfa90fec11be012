import type { generateAuthenticationOptions } from '@simplewebauthn/server'
import * as z from 'zod'
import { issueToken, useToken as takeToken } from '../account/tokens'

/** Half a megabyte, which only what deals with passkeys loads. */
export const webAuthn = () => import('@simplewebauthn/server')
export type WebAuthn = Awaited<ReturnType<typeof webAuthn>>

/** Where a passkey is good: the address of the shop that the browser shows. */
export type Place = { origin: string; hostname: string }

type What = 'register' | 'sign-in'
const seconds = 5 * 60

/** What a browser is asked, as it reads it, with a token that lets one answer come back within five minutes. */
export type Asked = { options: string; token: string }

export async function ask(
  what: What,
  options: Pick<Awaited<ReturnType<typeof generateAuthenticationOptions>>, 'challenge'>,
  userName?: string,
): Promise<Asked> {
  const token = await issueToken('challenge', userName, seconds, { what, challenge: options.challenge })
  return { options: JSON.stringify(options), token }
}

/** The challenge that was asked, once; undefined for another question, another's, and one that was answered. */
export async function challengeOf(what: What, token: string, userName?: string): Promise<string | undefined> {
  const asked = await takeToken('challenge', token)
  return asked?.data?.what === what && asked.userName === userName ? asked.data.challenge : undefined
}

const longest = 32 * 1024
const Credential = z.looseObject({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({}),
  clientExtensionResults: z.looseObject({}),
})

/** A browser's answer as the library takes it, which judges it. */
export function credentialIn<Response>(text: string): Response | undefined {
  if (text.length > longest) return undefined
  try {
    return Credential.safeParse(JSON.parse(text)).data as Response | undefined
  } catch {
    return undefined
  }
}

/** The library throws plain errors at whatever does not hold; none of them is a fault of the shop. */
export const unlessThrown = <T>(verifying: Promise<T>): Promise<T | undefined> =>
  verifying.catch(() => undefined)
