import { answer, notFound } from '@/app/_server/http'

/** Any address below /api that nothing else answers. */
export const GET = answer(async () => notFound('There is no such address.'))
