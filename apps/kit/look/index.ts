export { habitColours, habitHue, hueOf, oklch, type LinearRgb } from './colour.js'
export { drawThread, type States, type ThreadDrawing, type ThreadSize } from './thread.js'
export { threadText } from './thread-text.js'
