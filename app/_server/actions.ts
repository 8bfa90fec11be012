'use server'

import { resume } from './console-actions'
import { operatorAction } from './operator-action'

/** Not of one page: what is paused is told on every page of the console, with the way to end it. */
export const resumePaused = operatorAction(resume)
