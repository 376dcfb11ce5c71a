-- One series of numbers for every report of the network; the year in a report's number is that of its issue.
create sequence report_numbers as bigint start 1;
