"""Parts of the what-if page that are drawn in the browser, because they follow the hand."""
