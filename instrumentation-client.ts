declare global {
  var beforeHydration: (() => unknown)[] | undefined
}

/**
 * What Next evaluates before React can start is a quarter of a second of a phone's time, in one task. It is cut in parts
 * here, each run in a task of its own by `firstPaintScript`. A bundler leaves these calls where they are; `import()` would
 * make files of their own of them.
 */
globalThis.beforeHydration = [() => require('react-dom/client'), () => require('next/link')]

export {}
