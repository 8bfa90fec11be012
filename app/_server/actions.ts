'use server'

import { action } from './action'
import { resume } from './console-actions'
import { requireOperator } from './operator'

/** Not of one page: what is paused is told on every page of the console, with the way to end it. */
export const resumePaused = async (form: FormData) => {
  await requireOperator()
  return action(resume)(form)
}
