import { changeCart } from '@/app/_server/basket'
import { answer, json, parseForm } from '@/app/_server/http'

/** Takes the cart's forms from a page that runs: unlike actions, which Next sends one by one, none waits for another. */
export const POST = answer(async (request) => json(await changeCart(await parseForm(request))))
