// Sends the page's form on by itself. Without it the button does the same.
document.querySelector('form').submit()
