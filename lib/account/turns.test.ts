import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './password-hash'
import { turns } from './turns'

test('two pieces of work run at once, others wait in their order, and what comes when the queue is full is refused', async () => {
  const inTurn = turns(2, 3)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const works = Array.from({ length: 6 }, (_, number) =>
    inTurn(async () => {
      begun.push(number)
      await new Promise<void>((end) => ends.push(end))
      if (number === 1) throw new Error('failed')
      return number
    }).catch(() => 'failed'),
  )
  expect(begun).toEqual([0, 1])
  expect(await works[5]).toBeUndefined()
  for (let done = 0; done < 5; done++) {
    await expect.poll(() => ends.length).toBeGreaterThan(done)
    expect(begun.length - done).toBeLessThanOrEqual(2)
    ends[done]?.()
  }
  expect(await Promise.all(works)).toEqual([0, 'failed', 2, 3, 4, undefined])
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(await inTurn(async () => 'again')).toBe('again')
})

test('a password is compared with nobody’s where there is none, which takes as long', async () => {
  const hash = (await hashPassword('three blind mice')) ?? ''
  expect(hash).toMatch(/^scrypt:32768:8:3:[\w-]{22}:[\w-]{43}$/)
  expect(await hashPassword('three blind mice')).not.toBe(hash)
  expect(await isPassword('three blind mice', hash)).toBe(true)
  const timed = async (known?: string) => {
    const before = process.cpuUsage()
    expect(await isPassword('three blind mixe', known)).toBe(false)
    return process.cpuUsage(before).user
  }
  expect((await timed()) / (await timed(hash))).toBeGreaterThan(0.5)
})
