import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { cookies } from 'next/headers'
import { Resource } from 'sst'
import * as z from 'zod'
import { contactFields } from '@/lib/checkout/checkout-view'

const cookieName = 'swoon_draft'
const keptForSeconds = 15 * 60
/** Browsers drop a cookie of more than 4,096 bytes, its name and attributes included. */
const largest = 3_800

const Draft = z.object({
  contact: z.partialRecord(z.enum(contactFields), z.string()),
  delivery: z.string().optional(),
  paymentMethod: z.string().optional(),
})
type Draft = z.infer<typeof Draft>

const keys = () => ({ password: Resource.SessionSecret.value, ttl: keptForSeconds })
const options = { httpOnly: true, sameSite: 'lax', path: '/checkout' } as const

/**
 * Keeps, for the checkout's page alone and sealed as the session is, what was typed into a form that was refused before the
 * scripts had arrived.
 */
export async function keepDraft(draft: Draft) {
  const seal = await sealData(draft, keys())
  if (seal.length > largest) return
  ;(await cookies()).set(cookieName, seal, { ...options, maxAge: keptForSeconds })
}

export const forgetDraft = async () => (await cookies()).set(cookieName, '', { ...options, maxAge: 0 })

export async function readDraft(): Promise<Draft | undefined> {
  const seal = (await cookies()).get(cookieName)?.value
  const draft = seal && (await unsealData(seal, keys()).catch(() => undefined))
  return Draft.safeParse(draft).data
}
