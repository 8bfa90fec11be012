import { answer, json } from '@/app/_server/http'
import { readCart } from '@/app/_server/queries'

/** What the drawer shows; null for an empty cart. */
export const GET = answer(async () => json((await readCart()) ?? null))
