import { redirect } from 'next/navigation'
import { answer } from '@/app/_server/http'
import { readSite } from '@/app/_server/queries'
import { sendsSession } from '@/app/_server/session'
import { cookiesRefusedAddress } from '@/lib/address'
import { wayBack } from '@/lib/flash'

/** Where a form without script is sent on to after it began a session. */
export const GET = answer(async (request) => {
  if (!sendsSession(request.headers)) redirect(cookiesRefusedAddress)
  const site = await readSite()
  const back = new URL(request.url).searchParams.get('back') ?? '/'
  redirect(URL.canParse(back, site) ? wayBack(new URL(back, site).href, site.host) : '/')
})
