// A step forward to an empty page drops what lay ahead in the history of this tab.
location.assign('about:blank');
