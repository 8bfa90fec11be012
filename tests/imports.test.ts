import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const tracked = ['app', 'components', 'functions', 'lib', 'local']
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
const files = tracked.flatMap(filesUnder)

const noun = /^lib\/([^/]+)\//
const pure =
  /^lib\/(alarm\/runbook|basket\/(?:line|pace)|checkout\/(?:purchase|offer|options|checkout-options|countries|checkout-view)|product\/(?:categories|filter)|address|console-address|money|money-format|ids|text|events|field-errors|observe\/loggable-error|flow\/(?:recorded|replay)|dead-letter\/(?:job|kept|watch)|reconciliation\/(?:comparison|cursor|damage|forecast|remedy|rows)|sites|request\/guard)\.ts$|^lib\/([^/]+)\/\2\.ts$|^lib\/(basket\/cart-view|order\/orders-version|order\/why-open|order\/refund)\.ts$/
const store = /^lib\/[^/]+\/store\.ts$/
const page = /^app\/.*(page|layout|not-found|error|global-error|loading|sitemap|robots|manifest|icon)\.tsx?$/
const entry = /^app\/.*(actions|route)\.ts$/

type Rule = { from: (file: string) => boolean; may: (target: string, file: string) => boolean }

const is = (pattern: RegExp) => (file: string) => pattern.test(file)
const isIn = (folder: string) => (file: string) => file.startsWith(folder)

/** design.md, section 6. The first rule that fits a file is the one it keeps. Packages are checked apart. */
const rules: Rule[] = [
  { from: is(pure), may: is(pure) },
  {
    from: is(store),
    may: (target, file) =>
      is(pure)(target) ||
      target === 'lib/aws/dynamo.ts' ||
      target === 'lib/aws/rows.ts' ||
      noun.exec(target)?.[1] === noun.exec(file)?.[1],
  },
  { from: isIn('lib/'), may: isIn('lib/') },
  { from: isIn('functions/'), may: (target) => isIn('lib/')(target) || target === 'functions/consume.ts' },
  { from: isIn('app/_server/'), may: (target) => isIn('lib/')(target) || isIn('app/_server/')(target) },
  {
    from: is(entry),
    may: (target) =>
      isIn('app/_server/')(target) ||
      (isIn('lib/')(target) && !is(store)(target) && target !== 'lib/aws/dynamo.ts'),
  },
  {
    from: is(page),
    may: (target) =>
      /^app\/_server\/(queries|console)\.ts$/.test(target) ||
      isIn('components/')(target) ||
      is(pure)(target) ||
      /^app\/.*(actions\.ts|\.css)$/.test(target),
  },
  { from: isIn('components/'), may: (target) => isIn('components/')(target) || is(pure)(target) },
  {
    from: isIn('local/'),
    may: (target) => is(/^(local|lib)\/|^(sst\.config\.ts|build\/check-shells\.js)$/)(target),
  },
]

const packages: { from: (file: string) => boolean; never: RegExp }[] = [
  { from: is(pure), never: /^(?!zod$)/ },
  { from: is(/^(lib|functions)\//), never: /^(next|react|react-dom|server-only|@tanstack)(\/|$)/ },
  { from: isIn('components/'), never: /^(server-only|sst|@aws-sdk)(\/|$)/ },
  {
    from: (file) => isIn('app/')(file) && !isIn('app/_server/')(file),
    never: /^(server-only|sst|@aws-sdk)(\/|$)/,
  },
  { from: isIn('local/'), never: /^(react|react-dom)(\/|$)/ },
]

const importLine =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(?\s*['"]([^'"]+)['"]/g

function importsOf(file: string) {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(importLine)].map((match) => match[1] ?? match[2] ?? '')
}

function resolve(file: string, specifier: string) {
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(file), specifier)
  return files.find((known) => [target, `${target}.ts`, `${target}.tsx`].includes(known)) ?? target
}

const isLocalImport = (specifier: string) => /^(\.|@\/)/.test(specifier)

test('there is something to check', () => {
  for (const folder of tracked) expect(files.filter(isIn(`${folder}/`)).length, folder).toBeGreaterThan(0)
})

function isWrong(file: string, specifier: string) {
  if (!isLocalImport(specifier))
    return packages.some(({ from, never }) => from(file) && never.test(specifier))
  const rule = rules.find(({ from }) => from(file))
  return !rule?.may(resolve(file, specifier), file)
}

test('every file imports only what its place allows', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => isWrong(file, specifier))
      .map((specifier) => `${file} imports ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test('every write of one item goes through lib/aws/dynamo.ts, which tries again where it met a transaction', () => {
  const wrong = files.filter(
    (file) =>
      /^(app|functions|lib)\//.test(file) &&
      file !== 'lib/aws/dynamo.ts' &&
      /\.send\(\s*(new (Put|Update|Delete|BatchWrite)Command|(?!new )\w)/.test(readFileSync(file, 'utf8')),
  )
  expect(wrong).toEqual([])
})

test('nothing above imports local/, and only app/_server imports server-only', () => {
  for (const file of files.filter((file) => !isIn('local/')(file))) {
    const imports = importsOf(file)
    expect(
      imports.filter((specifier) => isLocalImport(specifier) && isIn('local/')(resolve(file, specifier))),
      file,
    ).toEqual([])
    if (!isIn('app/_server/')(file)) expect(imports, file).not.toContain('server-only')
  }
})

test.each(
  filesUnder('functions').filter((file) => file !== 'functions/consume.ts'),
)('the bundle of %s holds no page, no component, no local AWS, no Next and no React', async (entryPoint) => {
  const { metafile } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs).toContain(entryPoint)
  expect(
    inputs.filter((input) =>
      /^(app|components|local)\/|node_modules\/(next|react|react-dom|server-only)\//.test(input),
    ),
  ).toEqual([])
})

test('no page and no route of the shop loads what only the console needs', async () => {
  const ofShop = (file: string) =>
    (page.test(file) || entry.test(file)) && !/^app\/(admin|_server)\//.test(file)
  const { metafile } = await build({
    entryPoints: files.filter(ofShop),
    outdir: 'shop',
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    packages: 'external',
    external: ['*.css'],
    logLevel: 'silent',
  })
  const loaded = Object.keys(metafile.inputs)
  expect(loaded).toContain('app/_server/queries.ts')
  const ofConsole =
    /^app\/(admin\/|_server\/(console|operator-))|^components\/admin\/|^lib\/(dead-letter|lookup|plan|queue|reconciliation|verdict)\//
  expect(loaded.filter((file) => ofConsole.test(file))).toEqual([])
  const clients = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  expect(clients).toContain('@aws-sdk/client-eventbridge')
  expect(clients.filter((name) => /client-(sqs|cloudwatch|cloudwatch-logs|lambda)$/.test(name))).toEqual([])
})
