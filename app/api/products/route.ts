import * as z from 'zod'
import { answer, json, parseQuery } from '@/app/_server/http'
import { readCatalogue } from '@/app/_server/queries'
import { Catalogue, CatalogueQuery } from '@/lib/api/schemas'

export const GET = answer(async (request) =>
  json(z.encode(Catalogue, await readCatalogue(parseQuery(CatalogueQuery, request)))),
)
