'use server'

import { action } from '@/app/_server/action'
import { discard, undoDiscard } from '@/app/_server/discard-letters'
import { editCopy as edit, redriveCopy as redriveEdited } from '@/app/_server/edit-letter'
import { requireOperator } from '@/app/_server/operator'
import { abort, redriveFiltered, redriveSelected } from '@/app/_server/redrive-letters'

export const redriveLetters = async (form: FormData) => {
  await requireOperator()
  return action(redriveSelected)(form)
}

export const redriveMany = async (form: FormData) => {
  await requireOperator()
  return action(redriveFiltered)(form)
}

export const abortRedrive = async (form: FormData) => {
  await requireOperator()
  return action(abort)(form)
}

export const discardLetters = async (form: FormData) => {
  await requireOperator()
  return action(discard)(form)
}

export const putBackLetter = async (form: FormData) => {
  await requireOperator()
  return action(undoDiscard)(form)
}

export const editCopy = async (form: FormData) => {
  await requireOperator()
  return action(edit)(form)
}

export const redriveCopy = async (form: FormData) => {
  await requireOperator()
  return action(redriveEdited)(form)
}
