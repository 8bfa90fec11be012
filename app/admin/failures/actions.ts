'use server'

import { discard, undoDiscard } from '@/app/_server/discard-letters'
import * as edit from '@/app/_server/edit-letter'
import { operatorAction } from '@/app/_server/operator-action'
import * as redrive from '@/app/_server/redrive-letters'

export const redriveLetters = operatorAction(redrive.redriveSelected)
export const redriveMany = operatorAction(redrive.redriveFiltered)
export const abortRedrive = operatorAction(redrive.abort)
export const discardLetters = operatorAction(discard)
export const putBackLetter = operatorAction(undoDiscard)
export const editCopy = operatorAction(edit.editCopy)
export const redriveCopy = operatorAction(edit.redriveCopy)
