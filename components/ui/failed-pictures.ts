/**
 * Marks the ground of every picture that could not be loaded, which then shows its category's shape. Run inline before the
 * first of them is asked for: the scripts that hydrate a picture arrive after it has failed.
 */
export function markFailedPictures() {
  const mark = ({ type, target }: Event) => {
    if (target instanceof HTMLImageElement)
      target.closest('.product-image')?.toggleAttribute('data-failed', type === 'error')
  }
  document.addEventListener('error', mark, true)
  document.addEventListener('load', mark, true)
}
