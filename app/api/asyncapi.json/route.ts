import { asyncapi } from '@/lib/api/asyncapi'

export const GET = () => Response.json(asyncapi)
