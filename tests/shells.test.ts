import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkShells } from '../build/check-shells.js'
import { firstPaint } from '../build/inline-scripts.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swoon-shells-'))
  mkdirSync(path.join(folder, 'server/app/orders'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const shell = (html: string) => writeFileSync(path.join(folder, 'server/app/orders/[orderId].html'), html)

test('shells with known scripts, files and data are what a build may hold', () => {
  shell(`<script>${firstPaint}</script><script src="/a.js"></script>
    <script>requestAnimationFrame(function(){$RT=performance.now()});</script>
    <script type="application/ld+json">{"style":"x"}</script>`)
  expect(() => checkShells(folder)).not.toThrow()
})

test.each([
  ['script', '<script>alert(1)</script>', /\[orderId\]\.html: script sha256-\S+ alert\(1\)/],
  ['script that is a module', '<script type="module">alert(1)</script>', /script sha256-/],
  ['style attribute', '<p style="color:red">', /style <p style=/],
  ['style element', '<style>p { color: red }</style>', /style <style/],
])('a new inline %s in a shell fails the build', (_, html, said) => {
  shell(`<script>${firstPaint}</script>${html}`)
  expect(() => checkShells(folder)).toThrow(said)
})

test('a build without shells is none that was checked', () => {
  expect(() => checkShells(folder)).toThrow(/no shells/)
})
