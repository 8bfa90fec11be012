import { markFailedPictures } from '../ui/failed-pictures'
import { markFinding } from './finding'

// Bundled into one inline script by build/inline-scripts.js.
markFinding()
markFailedPictures()
