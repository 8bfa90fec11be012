import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** The shell without a window and its pages first: it does the same with a quarter less of a processor. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium to test with: the one named, Playwright's own, or one on the PATH. */
export function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (named) return named
  const own = chromium.executablePath()
  return existsSync(own) ? own : onPath()
}

/** Chromium takes the last list of features only, so Playwright's own stands here again. */
const disabledByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/**
 * What the address bar shows are pages of their own in recent versions. Each new window loads some four hundred files for
 * them, while the page under test loads.
 */
const pagesOfTheAddressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

const quiet = [
  `--disable-features=${[...disabledByPlaywright, ...pagesOfTheAddressBar].join()}`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How every browser here is launched: without asking the network for anything of its own. */
export const launchOptions = () => ({
  executablePath: findBrowser(),
  args: [...quiet, ...(isRoot() ? ['--no-sandbox'] : [])],
})

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const isRoot = () => process.getuid?.() === 0

/** As findBrowser, but installs one where there is none: Debian's package as root there, else Playwright's own. */
export function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  if (isDebian() && isRoot()) {
    console.log('No browser found: installing Debian’s chromium')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const install = ['install', '-y', '-qq', '--no-install-recommends']
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (!findBrowser()) spawnSync('apt-get', [...install, name], { stdio: 'inherit', env })
  } else {
    console.log('No browser found: installing Playwright’s chromium')
    const cli = join(process.cwd(), 'node_modules/@playwright/test/cli.js')
    execFileSync(process.execPath, [cli, 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'], {
      stdio: 'inherit',
    })
  }
  const installed = findBrowser()
  if (!installed) {
    throw new Error('No Chromium found or installable: install it and set PLAYWRIGHT_CHROMIUM_PATH')
  }
  return installed
}
