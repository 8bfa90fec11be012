'use client'

import { useState } from 'react'

/** An id as `ChangeId` takes it. crypto.randomUUID is not there on a page that came over http. */
export const mintChangeId = () => crypto.getRandomValues(new Uint32Array(3)).join('-')

/**
 * Names the change that the form around it asks for: posted twice, it is made once. A page that is rendered again names
 * another, and a script names each submit anew. `off` keeps a browser from filling in what it had before a reload.
 */
export function ChangeIdField() {
  const [id] = useState(mintChangeId)
  return <input type="hidden" name="changeId" defaultValue={id} autoComplete="off" suppressHydrationWarning />
}
