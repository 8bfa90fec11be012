import { changeCart } from '@/app/_server/basket'
import { answer, json, parseForm, tooMany } from '@/app/_server/http'
import { assertWithin } from '@/app/_server/limits'

/** Takes the cart's forms from a page that runs: unlike actions, which Next sends one by one, none waits for another. */
export const POST = answer(async (request) => {
  const form = await parseForm(request)
  await assertWithin('basket')
  const outcome = await changeCart(form)
  return 'retryAfter' in outcome ? tooMany(Number(outcome.retryAfter)) : json(outcome)
})
