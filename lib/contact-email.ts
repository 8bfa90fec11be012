import * as z from 'zod'

const Address = z.email()

/** The address in CONTACT_EMAIL at which shoppers may write to the shop; none where it is blank. @throws Error naming it */
export function contactEmail({ CONTACT_EMAIL }: Record<string, string | undefined>): string | undefined {
  const given = CONTACT_EMAIL?.trim()
  if (!given) return undefined
  const { data } = Address.safeParse(given)
  if (data === undefined)
    throw new Error('CONTACT_EMAIL must be an e-mail address, such as hello@shop.example')
  return data
}
