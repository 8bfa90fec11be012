import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { gateway } from '@/lib/payment/gateway'
import { demonstrationText, information } from './information'
import { SiteFooter } from './site-footer'

const footer = (demonstration: boolean) => renderToStaticMarkup(<SiteFooter demonstration={demonstration} />)

test('the footer says that no money moves, as long as the gateway moves none', () => {
  expect(gateway.simulated).toBe(true)
  expect(footer(true)).toContain(demonstrationText)
  expect(footer(false)).not.toContain('demonstration')
})

test('it leads to every page about the shop', () => {
  for (const { label, address } of information)
    expect(footer(true)).toMatch(new RegExp(`<a [^>]*href="${address}"[^>]*>${label}</a>`))
})
