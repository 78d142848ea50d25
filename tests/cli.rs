//! The command line as people meet it: the real program, real files, exit codes, what goes where.

mod cli {
    mod commands;
    mod imports;
    mod program;
    mod real_files;
}
