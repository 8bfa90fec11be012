import type { CatalogueCard } from './catalogue-card'

let chosen: CatalogueCard | undefined

/** Remembers the card that was followed, so that its product's page has something to show at once. */
export const chooseCard = (card: CatalogueCard) => {
  chosen = card
}

export const chosenCard = () => chosen
