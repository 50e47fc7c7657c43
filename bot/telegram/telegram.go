// Package telegram is the bot on Telegram: it hears what people write, press and
// change there; what is to be said is rendered in Telegram's HTML, paced within
// Telegram's limits, sent, corrected and taken back.
package telegram
