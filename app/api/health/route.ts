import { connection } from 'next/server'
import { answer, json } from '@/app/_server/http'
import { checkHealth } from '@/lib/health'

export const GET = answer(async () => {
  await connection()
  const health = await checkHealth()
  return json(health, health.ok ? 200 : 503)
})
