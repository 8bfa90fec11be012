import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { launchOptions } from '../../tests/browser.ts'

const slowDown = 4
const desktop = { width: 1280, height: 800 }

/** A Chromium without a screen; `port` lets other tools drive it as well. */
export const startBrowser = (port?: number): Promise<Browser> => {
  const { args, ...options } = launchOptions()
  const debugging = port === undefined ? [] : [`--remote-debugging-port=${port}`]
  return chromium.launch({ ...options, args: [...args, ...debugging] })
}

type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** Runs `look` on a page of a visitor who has nothing cached, on a processor slowed down four times. */
export async function asNewVisitor<T>(
  browser: Browser,
  cookies: Cookies,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: desktop })
  try {
    await context.addCookies(cookies)
    // tsx wraps functions in this to keep their names; those that run in the page find it there.
    await context.addInitScript('globalThis.__name = (named) => named')
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
    return await look(page)
  } finally {
    await context.close()
  }
}
